"""The entry for the web server."""

import os
from importlib import import_module

from django.conf import settings
from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")

application = get_wsgi_application()
import_module(settings.ROOT_URLCONF)  # every page and route now, not while the first visitor waits
import_module("kawal.doors.warming").warm_up()
import_module("kawal.doors.collecting").collect_seldom()
