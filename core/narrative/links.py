"""links"""


def link(statements, tables, definitions):
    return tuple(statements)
