"""What each format asks of a manifest, as its documents say: JSON schemas of draft 7."""

VERSION = {"type": "string", "pattern": r"^\d+\.\d+\.\d+$"}
TEXT = {"type": "string", "minLength": 1}


def an_object(required, **properties):
    return {"type": "object", "required": required, "properties": properties, "additionalProperties": False}


# docs.espressif.com, IDF Component Manager: the manifest file.
IDF_COMPONENT = an_object(
    ["version", "license"], version=VERSION, description=TEXT, license=TEXT, url=TEXT, repository=TEXT,
    targets={"type": "array", "items": TEXT}, dependencies={"type": "object", "required": ["idf"]})

# docs.platformio.org: library.json.
PLATFORMIO = an_object(
    ["name", "version", "description", "keywords", "authors"], name={**TEXT, "pattern": "^[A-Za-z0-9][A-Za-z0-9-]*$",
    "maxLength": 50}, version=VERSION, description={**TEXT, "maxLength": 255}, license=TEXT,
    keywords={"type": "array", "items": {**TEXT, "pattern": "^[a-z0-9 -]+$"}},
    authors={"type": "array", "minItems": 1, "items": an_object(["name"], name=TEXT, email=TEXT, url=TEXT)},
    frameworks={"type": "array", "items": TEXT}, platforms={}, repository={"type": "object", "required": ["type", "url"]},
    examples={"type": "array", "items": an_object(["name", "base", "files"], name=TEXT, base=TEXT,
                                                  files={"type": "array", "items": TEXT})}, headers={"type": "array", "items": TEXT},
    build=an_object([], includeDir=TEXT, srcDir=TEXT, srcFilter={"type": "array", "items": {"pattern": r"^[+-]<.*>$"}},
                    flags={"type": "array", "items": TEXT}))

# docs.zephyrproject.org: modules.
ZEPHYR = an_object(["name", "build"], name=TEXT, build=an_object(
    ["cmake"], cmake=TEXT, kconfig=TEXT, depends={"type": "array"}, settings={"type": "object"}))

# learn.microsoft.com: vcpkg.json of a port.
VCPKG = an_object(
    ["name", "version"], name={**TEXT, "pattern": "^[a-z0-9]+(-[a-z0-9]+)*$"}, version=VERSION, description=TEXT,
    license=TEXT, supports=TEXT, homepage=TEXT, dependencies={"type": "array", "items": {"anyOf": [
        TEXT, an_object(["name"], name=TEXT, host={"type": "boolean"}, features={"type": "array"})]}})

# arduino.github.io: the library specification. Every field is text.
ARDUINO = an_object(
    ["name", "version", "author", "maintainer", "sentence", "paragraph", "category", "architectures"],
    name={**TEXT, "pattern": "^[A-Za-z0-9][A-Za-z0-9 _.-]*$", "maxLength": 63}, version=VERSION, author=TEXT,
    maintainer=TEXT, sentence=TEXT, paragraph=TEXT, url={**TEXT, "pattern": "^https?://"}, architectures=TEXT,
    includes=TEXT, category={"enum": ["Display", "Communication", "Signal Input/Output", "Sensors", "Device Control",
                                      "Timing", "Data Storage", "Data Processing", "Other"]})
