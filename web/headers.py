"""Headers that tell browsers what pages may do, and who may show what comes from here."""

from django.conf import settings

# What browsers would otherwise let a page ask for; a word that Chromium does not know it names in its console. A page
# copies a citation when a reader asks for it, and needs nothing else.
FORBIDDEN_FEATURES = [
    "accelerometer",
    "autoplay",
    "browsing-topics",
    "camera",
    "clipboard-read",
    "display-capture",
    "encrypted-media",
    "fullscreen",
    "gamepad",
    "geolocation",
    "gyroscope",
    "hid",
    "idle-detection",
    "local-fonts",
    "magnetometer",
    "microphone",
    "midi",
    "payment",
    "picture-in-picture",
    "publickey-credentials-create",
    "publickey-credentials-get",
    "screen-wake-lock",
    "serial",
    "storage-access",
    "sync-xhr",
    "usb",
    "window-management",
    "xr-spatial-tracking",
]
PERMISSIONS_POLICY = ", ".join(
    [f"{feature}=()" for feature in FORBIDDEN_FEATURES] + ["clipboard-write=(self)"]
)


class Headers:
    """Set ``Permissions-Policy`` and ``Cross-Origin-Resource-Policy`` of every answer, kept or new.

    Pages and the admin are for this site alone. Any site may read the API and the downloads (``CORS_URLS_REGEX``), and
    show static files, like the picture of the site.
    """

    def __init__(self, get_response):
        self.get_response = get_response
        self.of_any_site = ("/api/", "/downloads/", settings.STATIC_URL)

    def __call__(self, request):
        response = self.get_response(request)
        response["Permissions-Policy"] = PERMISSIONS_POLICY
        if request.path.startswith(self.of_any_site):
            response["Cross-Origin-Resource-Policy"] = "cross-origin"
        else:
            response["Cross-Origin-Resource-Policy"] = "same-origin"
        return response
