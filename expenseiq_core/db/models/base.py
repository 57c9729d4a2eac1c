"""What all tables share: names of constraints, and the columns of ledger data.

Every key of ledger data begins with `ledger_id`, primary, unique and foreign ones alike: row-level
isolation can be checked by reading the schema, and it can be distributed by `ledger_id` unchanged.
"""

from __future__ import annotations

import datetime as dt
import uuid
from typing import ClassVar

from sqlalchemy import BigInteger, Date, DateTime, MetaData, Uuid
from sqlalchemy.orm import DeclarativeBase


class Base(DeclarativeBase):
    """The base of all rows; rows never leave `services`."""

    metadata = MetaData(
        naming_convention={
            "ix": "ix_%(table_name)s_%(column_0_N_name)s",
            "uq": "uq_%(table_name)s_%(column_0_N_name)s",
            "ck": "ck_%(table_name)s_%(constraint_name)s",
            "fk": "fk_%(table_name)s_%(referred_table_name)s_%(column_0_N_name)s",
            "pk": "pk_%(table_name)s",
        }
    )
    type_annotation_map: ClassVar = {
        uuid.UUID: Uuid(),
        dt.datetime: DateTime(timezone=True),
        dt.date: Date(),
        int: BigInteger(),
    }
