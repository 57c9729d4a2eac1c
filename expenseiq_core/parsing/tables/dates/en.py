"""English words of dates."""

from __future__ import annotations

from typing import Final

MONTH_FIRST: Final = True
ORDINAL_SUFFIXES: Final = "st|nd|rd|th"

WORDS: Final = """
prep: on, from, dated
datep: on, dated
holprep: at, over
the: the
of: of, in
rel 0: today, todays, today's, earlier today, tonight, tonite, just now, right now
rel -1: yesterday, yesterdays, yesterday's, yday, ystd, yest, yesturday, yesteday, the day before
rel -1: yesternight, 1 day before today
rel -2: day before yesterday, the day before yesterday, two days before today, day b4 yesterday
rel 1: tomorrow, tmr, tmrw, tmw, tomorow, tommorow, tommorrow, tomorrow's
rel 2: day after tomorrow, the day after tomorrow
pod: morning, afternoon, evening, night, noon, midday, lunchtime, midnight, eve, early morning
pod: late morning, late afternoon, late evening, late night, in the morning, in the afternoon
pod: in the evening, at night, at noon, at lunchtime, at midday, nite, evenin, early evening
wd 0: monday, mondays', monday's
wd 1: tuesday, tues, tuesday's, tue
wd 2: wednesday, weds, wednesday's, wensday, wednsday
wd 3: thursday, thu, thur, thurs, thursday's
wd 4: friday, fri, friday's
wd 5: saturday, saturday's
wd 6: sunday, sunday's
wdp 0: mondays
wdp 1: tuesdays
wdp 2: wednesdays
wdp 3: thursdays
wdp 4: fridays
wdp 5: saturdays
wdp 6: sundays
drop: mo, tu, we, th, fr, sa, su
month 1: january's
month 11: novemeber, novmber
month 9: septemeber
month 2: febuary, feburary
lead -1: last, past, this past, this last, previous, prev, lst
lead -1: most recent
lead 0: this, current
lead 1: next, coming, this coming, upcoming, following, nxt
tail -2: before last
tail 2: after next
tail -1: gone, just gone, just past
num 1: a, an, one, the one
num 2: two, couple, couple of, a couple, a couple of, couple o, pair of
num 3: three
num 4: four
num 5: five
num 6: six
num 7: seven
num 8: eight
num 9: nine
num 10: ten
num 11: eleven
num 12: twelve
num 13: thirteen
num 14: fourteen
num 15: fifteen
num 16: sixteen
num 17: seventeen
num 18: eighteen
num 19: nineteen
num 20: twenty
num 21: twenty one, twenty-one
num 30: thirty
unit day: day, days, night, nights, d, day's, days'
unit week: week, weeks, wk, wks, week's, weeks', w
unit fortnight: fortnight, fortnights
unit month: month, months, month's, mth, mths, mos
unit year: year, years, yr, yrs, year's, y
unit hour: hour, hours, hr, hrs, h
unit minute: minute, minutes, min, mins, m
unit1 week: week
unit1 month: month
unit1 year: year
unit1 fortnight: fortnight
ago_post: ago, back, earlier, prior, before now, before today
fut_pre: in
fut_post: from now, later, hence, from today, time from now
every: every, each, every other, any
edge 1: first day, first day of, 1st day of
edge -1: last day, last day of, final day of
ordw 1: first
ordw 2: second
ordw 3: third
ordw 4: fourth
ordw 5: fifth
ordw 6: sixth
ordw 7: seventh
ordw 8: eighth
ordw 9: ninth
ordw 10: tenth
ordw 11: eleventh
ordw 12: twelfth
ordw 13: thirteenth
ordw 14: fourteenth
ordw 15: fifteenth
ordw 16: sixteenth
ordw 17: seventeenth
ordw 18: eighteenth
ordw 19: nineteenth
ordw 20: twentieth
ordw 21: twenty-first, twenty first
ordw 22: twenty-second, twenty second
ordw 23: twenty-third, twenty third
ordw 24: twenty-fourth, twenty fourth
ordw 25: twenty-fifth, twenty fifth
ordw 26: twenty-sixth, twenty sixth
ordw 27: twenty-seventh, twenty seventh
ordw 28: twenty-eighth, twenty eighth
ordw 29: twenty-ninth, twenty ninth
ordw 30: thirtieth
ordw 31: thirty-first, thirty first
dday: day, day of
clock: am, pm, a.m., p.m., o'clock, oclock, hrs
noun: floor, avenue, ave, street, st, grade, round, birthday, bday, anniversary, edition, symphony
noun: element, time, hand, class, helping, beer, coffee, one, drink, person, gear, place, prize
noun: wheel
meal: lunch, dinner, breakfast, brunch, supper, pizza, taxi, uber, coffee, groceries, drinks
meal: takeaway, cinema
hol 12-24: christmas eve, xmas eve
hol 12-25: christmas day, xmas day
hol 12-26: boxing day
hol 12-31: new year's eve, new years eve, new year eve, nye
hol 1-1: new year's day, new years day, new year day
hol 2-14: valentine's day, valentines day
hol 3-17: st patrick's day, st patricks day
hol 10-31: halloween night
hol e-2: good friday
hol e0: easter sunday, easter day
hol e1: easter monday
onhol 12-25: christmas, xmas
onhol 1-1: new year's, new years
onhol 10-31: halloween
onhol 2-14: valentine's, valentines
onhol e0: easter
idiom: black friday, cyber monday, sunday roast, sunday roasts, sunday times, sunday paper
idiom: sunday papers, sunday school, sunday league, taco tuesday, casual friday, shrove tuesday
idiom: ash wednesday, super bowl sunday, super tuesday, palm sunday, man friday, girl friday
idiom: tgi friday, tgi friday's, friday's restaurant, ruby tuesday, freaky friday, second hand
idiom: friday the 13th, saturday night live, friday night lights, sheffield wednesday, sunday best
idiom: happy monday, manic monday, blue monday, giving tuesday, friday 13th, day one, day 1
idiom: end of the day, day to day, wednesday addams, joe friday, month to month, yesterday's news
idiom: usa today, sweet november, november rain, now tv, at last, last minute
"""
