"""Every sentence the lead engine can say, in English with `{name}` fields.

Owns: the wording. Leaves to others: when it is said, and its translation (`ui/texts.py` looks templates up as they
stand here). One place, so that translators and reviewers find all of it.
"""

from __future__ import annotations

from typing import Final

# The file as a whole; each says what is wrong and what to do.
NOT_THERE: Final = "{name} is not there any more. Find the file and drop it again."
IS_FOLDER: Final = "{name} is a folder. Drop a single CSV, XLSX or XLS file."
NOT_A_FILE: Final = "{name} is not an ordinary file. Drop a CSV, XLSX or XLS file."
NO_PERMISSION: Final = (
    "You have no permission to read {name}. Change the file's permissions or copy it, then drop it again."
)
UNREADABLE: Final = "{name} could not be read from the disk ({reason}). Copy it to this computer and drop it again."
WRONG_TYPE: Final = "{name} is not a lead file. Drop a CSV, XLSX or XLS file."
IS_SOMETHING_ELSE: Final = "{name} is {what}, not a lead file. Drop a CSV, XLSX or XLS file."
TOO_BIG: Final = "{name} has {size_mb} MB; a lead file may have up to {limit_mb} MB. Split it and drop the parts."
EMPTY: Final = "{name} is empty. Drop a file with column names and at least one row."
HEADER_ONLY: Final = "{name} has column names but no rows. Add the leads and drop it again."
NO_ROWS: Final = "{name} has no rows in it. Add the leads and drop it again."
ENCODING_UNKNOWN: Final = (
    "The characters of {name} cannot be read in any usual encoding. Save it as “CSV UTF-8” and drop it again."
)
ENCODING_WRONG: Final = "{name} cannot be read as {encoding}. Choose another encoding, or save it as “CSV UTF-8”."
TOO_MANY_COLUMNS_TO_READ: Final = (
    "{name} has {columns} columns; up to {limit} can be read. Remove the columns you do not need."
)
PASSWORD: Final = "{name} is protected by a password. Open it in Excel, save it without a password and drop it again."
BROKEN_WORKBOOK: Final = "{name} is damaged or not a real Excel workbook. Open it in Excel, save it again and drop it."
BOMB: Final = "{name} unpacks to {size_mb} MB, far more than a lead file needs. Save the leads as CSV and drop that."
NO_SUCH_SHEET: Final = "{name} has no sheet called {sheet}. Choose one of its sheets."
NO_SHEET: Final = "{name} has no sheet with cells in it. Drop a workbook with the leads on a sheet."
TOO_LARGE_FOR_MEMORY: Final = "{name} needs more memory than a lead file may take. Split it and drop the parts."
UNEXPECTED: Final = (
    "{name} could not be handled ({what}). Nothing was sent. Drop it again, or save it as CSV UTF-8 first."
)
READER_DIED: Final = "{name} could not be read: it made the reader stop. Save it as CSV UTF-8 and drop it again."
CLOSED: Final = "{name} was closed. Drop it again."
PASTED_EMPTY: Final = (
    "The clipboard holds no rows. Copy the cells in the spreadsheet, with their column names, then paste."
)
PASTED_NO_ROWS: Final = "The clipboard holds column names but no rows. Copy the rows too, then paste again."
PASTED_OTHER: Final = "The clipboard holds {what}, not rows of a spreadsheet. Copy the cells, then paste again."
PASTED_TOO_BIG: Final = (
    "The clipboard holds {size_mb} MB; up to {limit_mb} MB can be pasted. Save the spreadsheet as CSV and drop that."
)
NO_PHONE_COLUMN: Final = "No column of {name} is chosen for the phone numbers. Choose the one that holds them."
NOT_CHECKED: Final = "{name} has not been checked yet."
NOTHING_TO_SEND: Final = "No row of {name} can be sent. Repair the rows that are set aside, or drop another file."
NO_SUCH_ROW: Final = "This row is not in the file any more."
CANNOT_WRITE: Final = "{name} could not be saved ({reason}). Choose another folder or name."
CANNOT_OVERWRITE: Final = "{name} is the lead file itself, which is never changed. Choose another name."

# What stands in IS_SOMETHING_ELSE.
PICTURE: Final = "a picture"
PDF: Final = "a PDF document"
ARCHIVE: Final = "an archive"
OTHER_OFFICE: Final = "another kind of Office document"
WEB_PAGE: Final = "a web page"
JSON_TEXT: Final = "a JSON file"
BINARY: Final = "not a text or Excel file but binary data"

# Notes on how the file was read.
NOTE_GUESSED: Final = "Read as {encoding}, which is a guess."
NOTE_NULS: Final = "Invisible NUL characters left out: {count}."
NOTE_HIDDEN_ROWS: Final = "Hidden rows are read too: {count}. Delete them in the spreadsheet if nobody is to call them."
NOTE_NO_HEADER: Final = "The first row looks like a lead, not like column names, and is kept as a lead."
NOTE_BROKEN_QUOTES: Final = "Rows with a quotation mark that is never closed: {count}. They are set aside."
NOTE_ROUND_TRIP: Final = (
    "This file was saved here before: its reasons column is dropped and its protected cells are restored."
)

# What keeps a file from being sent.
TOO_MANY_VARIABLES: Final = (
    "{count} variables are kept; one upload may have {limit}. Drop {over} columns, for example: {columns}."
)
DUPLICATE_VARIABLE: Final = "Two columns are called {column}. Rename or drop one of them."
BLANK_VARIABLE: Final = "Column {number} has no name. Name it or drop it."
RESERVED_VARIABLE: Final = "A variable cannot be called phone_number. Rename or drop that column."
ROW_DOES_NOT_FIT: Final = "{name} cannot be split so that every part is small enough: a row of it is too long."
NO_SUCH_PART: Final = "{name} is sent in {parts} parts, and this is none of them."

# Why a row is set aside, or what is worth a look.
ROW_DROPPED: Final = "Dropped by you"
ROW_BROKEN_QUOTE: Final = "A quotation mark is not closed"
ROW_MISSING: Final = "No phone number"
ROW_DAMAGED: Final = "Digits lost in Excel"
ROW_IMPOSSIBLE: Final = "Not a possible phone number"
ROW_NO_COUNTRY: Final = "No country code, and no default country is chosen"
ROW_UNKNOWN_COUNTRY: Final = "+{digits} is no country code"
ROW_WRONG_LENGTH: Final = "{digits} digits, {country} needs {needed}"
ROW_TOO_SHORT: Final = "Too few digits for a phone number: {digits}"
ROW_TOO_LONG: Final = "Too many digits for a phone number: {digits}"
ROW_NO_DIGITS: Final = "There is no number in this cell"
ROW_SEVERAL: Final = "More than one phone number in the cell"
ROW_UNUSED_RANGE: Final = "No number in {country} begins like this"
ROW_DO_NOT_CALL: Final = "On the do-not-call list"
ROW_REFUSED: Final = "Refused by the server: {reason}"
ROW_ALREADY: Final = "Already in this campaign, uploaded from here on {date}"
ROW_MAYBE: Final = "May already be in this campaign: the upload of {date} has no known outcome"
ROW_NOT_ENABLED: Final = "Outside the enabled network groups"
ROW_CALLED: Final = "Called on {date}"
ROW_WAITS: Final = "Waits in an unfinished upload to this campaign, from here on {date}"
ROW_LATELY: Final = "Sent to another campaign from here on {date}"
ROW_REFUSED_BEFORE: Final = "The server refused this number before: {reason}"
ROW_DUPLICATE: Final = "Same number as row {number}"
ROW_TOO_FEW: Final = "{cells} of {columns} cells: the missing ones are empty"
ROW_TOO_MANY: Final = "{cells} cells for {columns} columns: the surplus is not sent"
ROW_EMPTY: Final = "Sent without {variable}"
ROW_COUNTRY_ADDED: Final = "+{code} added"

# Groups: a title and a hint below it.
GROUP_DROPPED: Final = ("Dropped by you", "not sent")
GROUP_BROKEN_QUOTE: Final = ("Quotation mark not closed", "the columns cannot be told apart")
GROUP_MISSING: Final = ("No phone number", "the cell is empty")
GROUP_DAMAGED: Final = ("Damaged by Excel", "{example}: digits are lost")
GROUP_IMPOSSIBLE: Final = ("Not possible as a phone number", "for example {example}")
GROUP_DO_NOT_CALL: Final = ("On the do-not-call list", "local list, {listed} numbers")
GROUP_REFUSED: Final = ("Refused by the server", "{example}")
GROUP_ALREADY: Final = ("Already in this campaign", "uploaded from here before")
GROUP_MAYBE: Final = ("Perhaps already in this campaign", "an earlier upload has no known outcome")
GROUP_DUPLICATE: Final = ("Duplicates in this file", "the first of each number is kept")
GROUP_NOT_ENABLED: Final = ("The server may refuse to call these", "outside the enabled network groups: {example}")
GROUP_CALLED: Final = ("Called in the last {days} days", "from {calls} calls known here, newest {newest}")
GROUP_LATELY: Final = ("Sent to another campaign lately", "they may have been called in the last days")
GROUP_REFUSED_BEFORE: Final = ("Refused by the server before", "{example}")
GROUP_RAGGED: Final = ("More or fewer cells than the header", "check that nothing moved to another column")
GROUP_EMPTY: Final = ("Empty {variable}", "sent without this variable")
GROUP_COUNTRY_ADDED: Final = ("Added +{code}", "numbers without a country code")

# Repairs of many rows, and what can be undone.
REPAIR_ADD_PLUS: Final = "Put + in front of numbers: {count}"
REPAIR_UNDOUBLE: Final = "Take out the doubled {code}: {count}"
REPAIR_TAKE_NUMBER: Final = "Take the number out of the text: {count}"
REPAIR_TAKE_FIRST: Final = "Take the first of several numbers: {count}"
REPAIR_READ_AS: Final = "Read as numbers of {country}: {count}"
REPAIR_FILL: Final = "Fill empty {variable}: {count}"
REPAIR_DROP_EMPTY: Final = "Leave out rows without {variable}: {count}"
REPAIR_DROP_NOT_ENABLED: Final = "Leave out numbers that may not be called: {count}"
REPAIR_DROP_CALLED: Final = "Leave out numbers called lately: {count}"
REPAIR_DROP_LATELY: Final = "Leave out numbers sent lately: {count}"
REPAIR_DROP_REFUSED: Final = "Leave out numbers refused before: {count}"
REPAIR_DROP_RAGGED: Final = "Leave out rows of another length: {count}"
REPAIR_DROP: Final = "Leave out rows: {count}"
CHANGE_CELL: Final = "Change a cell of row {number}"
CHANGE_RESTORE: Final = "Take rows back in: {count}"
NO_SUCH_REPAIR: Final = "This repair no longer fits the rows. Look at the problems again."

# Single leads.
SINGLE_NO_NUMBER: Final = "Enter the phone number."
SINGLE_DO_NOT_CALL: Final = "This number is on the do-not-call list. Nothing was sent."
SINGLE_ALREADY: Final = "This number is already in the campaign, sent from here. Nothing was sent."
SINGLE_MAYBE: Final = (
    "This number may already be in the campaign: an earlier upload from here has no known outcome. Nothing was sent."
)
NO_SUCH_LEAD: Final = "The server has no lead with the id {lead_id}, or no longer."
ALREADY_CALLED: Final = "This lead was called already, so it can no longer be changed. To correct it, add a new one."
CAMPAIGN_OVER: Final = "Its campaign is completed or cancelled: leads are no longer removed from it."
CHANGED_NOT_RECORDED: Final = (
    "It is changed on the server, but that could not be written to the local record ({reason}): here the lead keeps its"
    " old name and number."
)
REMOVED_NOT_RECORDED: Final = (
    "It is removed on the server, but that could not be written to the local record ({reason}): here its number still"
    " counts as being in the campaign."
)

# Uploads.
OTHER_LEAD: Final = (
    "The server gives another person's lead for {number}. Nothing was done about it, and what comes after it was left"
    " alone. Look the lead up by hand."
)
OPEN_QUESTION: Final = (
    "An earlier upload to {campaign} has no known outcome yet. Settle that one first, so that nobody is called twice."
)
UNDER_WAY: Final = (
    "Leads are being sent to this campaign from here at this moment. Wait until that is over: its counter is the proof"
    " of what arrived."
)
SENT_ELSEWHERE: Final = (
    "Another console on this computer is sending leads to {campaign}, or did so a moment ago. Try again in a minute, so"
    " that its leads are not taken for these."
)
CAMPAIGN_FINAL: Final = "{campaign} is finished and takes no more leads. Choose another campaign."
LEDGER_BROKEN: Final = (
    "The local record of uploads cannot be used ({reason}), so nothing is sent. Free some disk space or check the data"
    " folder."
)
DO_NOT_CALL_BROKEN: Final = (
    "The local do-not-call list cannot be used ({reason}), so nothing is sent. Free some disk space or check the data"
    " folder."
)
NO_NUMBERS_FOUND: Final = "No column of {name} seems to hold phone numbers. Call it phone_number and choose it again."
LEDGER_NEWER: Final = (
    "The local record of uploads was written by a newer version of this program. Update it, then open the file again."
)
SETTLED_MEANWHILE: Final = "This upload has been settled meanwhile. Look at the earlier uploads before you go on."
REASON_INTERRUPTED: Final = "The program ended while the upload was under way"
REASON_CANCELLED: Final = "Cancelled by you"
REASON_ODD_COUNTS: Final = "The server reports {created} created and {skipped} skipped of {rows} rows"
REMARK_NOT_RECORDED: Final = (
    "This could not be written to the local record ({reason}). Do not send this file again before looking at the"
    " campaign."
)
REASON_NOBODY_LEFT: Final = "Nobody in it was left to be sent"
REASON_GIVEN_UP: Final = "Left out by you"
RESULT_PART_UNKNOWN: Final = (
    "It is not known whether part {part} of {parts} arrived ({unknown} rows). {there} rows are there, {waiting} wait."
    " Nothing more is sent until this is settled."
)
RESULT_PART_REFUSED: Final = (
    "The server refused part {part} of {parts}. {there} rows are there, {waiting} wait to be sent."
)
RESULT_PARTS_WAIT: Final = "{there} of {rows} rows are there; {waiting} wait to be sent."
RESULT_PARTS_ENDED: Final = "{there} of {rows} rows are there; refused: {refused}."
RESULT_CONFIRMED: Final = "{created} created, {skipped} skipped"
RESULT_CONFIRMED_BY_COUNTER: Final = (
    "The answer was lost, but the campaign has grown by exactly {rows} leads: all are there."
)
RESULT_ONE_BY_COUNTER: Final = "The answer was lost, but the campaign has grown by one lead: it is there."
RESULT_ONE_BY_HAND: Final = "1 row, taken as arrived"
RESULT_CONFIRMED_BY_HAND: Final = "{rows} rows, taken as arrived"
RESULT_SET_ASIDE: Final = (
    "{rows} rows were sent and it is not known whether they arrived. They were saved to a file, and the campaign is"
    " free for other leads."
)
RESULT_NOT_SENT: Final = "Nothing was sent."
RESULT_NOTHING_ARRIVED: Final = "Nothing arrived: the campaign still has {after} leads. You can send the file again."
RESULT_ONE_DID_NOT_ARRIVE: Final = "It did not arrive: the campaign still has {after} leads. You can add it again."
RESULT_REFUSED: Final = "The server refused the file and stored nothing of it."
RESULT_REFUSED_ASSUMED: Final = "The server refused the file, so presumably nothing was stored."
RESULT_ONE_UNKNOWN_NUMBERS: Final = (
    "One lead was sent and it is not known whether it arrived. The campaign had {before} leads and has {after} now."
    " Nothing is sent again until this is settled."
)
RESULT_ONE_UNKNOWN: Final = (
    "One lead was sent and it is not known whether it arrived. Nothing is sent again until this is settled."
)
RESULT_UNKNOWN_NUMBERS: Final = (
    "{rows} rows were sent and it is not known whether they arrived. The campaign had {before} leads and has {after}"
    " now. Nothing is sent again until this is settled."
)
RESULT_UNKNOWN: Final = (
    "{rows} rows were sent and it is not known whether they arrived. Nothing is sent again until this is settled."
)

# What became of a row of an upload.
WHY_CREATED: Final = "The server has created a lead."
WHY_SKIPPED: Final = "The server has skipped it, since it knew the number already or found none."
WHY_CREATED_OR_SKIPPED: Final = "The server has created {created} leads and skipped {skipped}; it does not say which."
WHY_TAKEN: Final = "No answer came; you have counted it as arrived."
WHY_REFUSED: Final = "The server has refused it: {reason}"
WHY_REFUSED_WITH_OTHERS: Final = "Nothing is the matter with it, but the server has refused the file that it was in."
WHY_UNKNOWN: Final = "It was sent, and it is not known whether it arrived."
WHY_WAITS: Final = "Its part of the file was not sent yet."
WHY_NOT_SENT: Final = "It was not sent, or it is certain that it did not arrive."
WHY_REMOVED: Final = "It was taken out of the campaign again."
WHY_CALLED: Final = "It was called before it could be taken out, and stays in the campaign."

REMARK_COUNTER_DIFFERS: Final = (
    "The server reports {created} created, but the campaign went from {before} to {after} leads. Others may be adding"
    " leads too."
)
