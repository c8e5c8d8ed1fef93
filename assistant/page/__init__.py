"""The page: a Gradio app in Danish over one assistant.

    security   what is served to whom, and under which headers       passwords  the file of users
    blocks     the screens put together                              serve      the server's settings
    chat       ask, answer, keep                                     talk       a conversation as data
    sources    the source panel                                      marked     minutes as HTML
    meetings   the register of meetings                              decisions  the register of decisions
    adding     new minutes                                           uploads    what is read before it is added
    feedback   what users thought of answers                         export     a conversation as a document
    library    what the registers list, read once a store's change   strings    Gradio's own words in Danish

Nothing is measured or sent: Gradio's telemetry is turned off before Gradio is imported.
"""

import os

os.environ["GRADIO_ANALYTICS_ENABLED"] = "False"
os.environ["HF_HUB_DISABLE_TELEMETRY"] = "1"
