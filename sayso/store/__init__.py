"""The case file: one SQLite database that holds a pile of Documents and all that was found in it.

`file` opens, creates and migrates it; `rows` puts records in and takes them out, and checks every span both ways; `ask`
turns filters into SQL. No stage imports this package. docs/case-file.md explains every table and column.
"""
