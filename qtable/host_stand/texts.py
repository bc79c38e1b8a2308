"""What the stand's document says where its page doesn't run, in the browser's language."""

LANGUAGES = {
    "en": {
        "no_script": "The host stand needs JavaScript. Switch it on in this browser and reload.",
        "not_built": "The host stand has not been built yet",
        "build": "Run this in QTable’s folder, then reload this page:",
    },
    "es": {
        "no_script": "El puesto de recepción necesita JavaScript. Actívalo en este navegador y recarga la página.",
        "not_built": "El puesto de recepción aún no está compilado",
        "build": "Ejecuta esto en la carpeta de QTable y recarga la página:",
    },
}
