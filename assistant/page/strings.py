"""Gradio's own words in Danish. It has no Danish of its own, so they go under every language it may pick.
The few words that Gradio holds without a key, and those of its log-in page, are exchanged by the page's script as they show.
"""

from __future__ import annotations

STRINGS = {
    "blocks.connection_can_break": "På en telefon kan forbindelsen blive afbrudt, når siden ikke er fremme.",
    "blocks.long_requests_queue": "Der er mange, der spørger lige nu.",
    "blocks.lost_connection": "Forbindelsen blev afbrudt. Siden forbinder igen …",
    "blocks.waiting_for_inputs": "Vent, til filerne er sendt, og prøv igen.",
    "common.built_with": "bygget med",
    "common.built_with_gradio": "Bygget med Gradio",
    "common.clear": "Ryd",
    "common.download": "Hent",
    "common.edit": "Ret",
    "common.empty": "Tom",
    "common.error": "Fejl",
    "common.hosted_on": "Findes på",
    "common.language": "Sprog",
    "common.loading": "Indlæser",
    "common.no_devices": "Ingen enheder",
    "common.or": "eller",
    "common.progress": "Fremskridt",
    "common.remove": "Fjern",
    "common.settings": "Indstillinger",
    "common.share": "Del",
    "common.stop": "Stop",
    "common.submit": "Send",
    "common.undo": "Fortryd",
    "dropdown.dropdown": "Liste",
    "errors.build_error": "Siden kunne ikke bygges",
    "errors.config_error": "Siden er sat forkert op",
    "errors.contact_page_author": "Sig det til den, der står for siden.",
    "errors.no_app_file": "Siden mangler sit program",
    "errors.runtime_error": "Der skete en fejl",
    "errors.use_via_api": "Brug fra programmer",
    "file.uploading": "Sender …",
    "label.label": "Navn",
    "status.queue_position": "Nummer {position} af {size} i køen",
    "upload_text.click_to_upload": "Tryk for at vælge",
    "upload_text.drop_file": "Slip filer her",
    "upload_text.paste_clipboard": "Sæt ind fra udklipsholderen",
}

LANGUAGES = ("da", "en", "de", "sv", "nb", "fi", "nl", "fr", "es", "pl")
