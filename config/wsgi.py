"""The entry for the web server."""

import gc
import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")

application = get_wsgi_application()

# What has been loaded stays; looking through all of it again and again costs a page a fifth of its time.
gc.collect()
gc.freeze()
gc.set_threshold(50_000, 50, 50)
