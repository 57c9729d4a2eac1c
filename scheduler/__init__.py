"""Says what nobody asked for, when it is due: schedules -> deliveries -> platforms."""
