"""The program as a server: `python -m pages.widgets.served run app.py`, with the arguments of streamlit's own command.

Streamlit takes a folder named `pages` beside app.py for its old kind of navigation until app.py has run once.  The first address asked
of a new server then meets a dialog "Page not found" where it is that of a screen: a bookmark, a window left open over a restart.
"""

from streamlit.runtime.pages_manager import PagesManager
from streamlit.web.cli import main

if __name__ == "__main__":
    PagesManager.uses_pages_directory = False
    main(prog_name="streamlit")
