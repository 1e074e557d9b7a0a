"""English forms of dates and numbers; days stand before months, as on every Vietnamese document."""

DATE_FORMAT = "d/m/Y"
SHORT_DATE_FORMAT = "d/m/Y"
TIME_FORMAT = "G:i"
MONTH_DAY_FORMAT = "d/m/Y"  # with the year: 5/11 alone would be read as the eleventh of May by some
DATETIME_FORMAT = "G:i d/m/Y"
DATE_INPUT_FORMATS = ["%d/%m/%Y", "%d-%m-%Y", "%Y-%m-%d"]
DECIMAL_SEPARATOR = "."
THOUSAND_SEPARATOR = ","
NUMBER_GROUPING = 3
