"""
A Django project in one file, to compare with.

    django_project.py migrate URL            makes the tables of the app `accounts`
    django_project.py check PASSWORD HASH    prints true or false
    django_project.py hash PASSWORD          prints a hash with Django's own settings
    django_project.py iterations             prints Django's default number of PBKDF2 iterations
"""

import sys
import tempfile
from pathlib import Path
from urllib.parse import unquote, urlsplit

import django
from django.conf import settings


def configure(url: str) -> None:
    parts = urlsplit(url)
    settings.configure(
        SECRET_KEY="test",
        INSTALLED_APPS=[
            "django.contrib.auth",
            "django.contrib.contenttypes",
            "django.contrib.postgres",
            "accounts",
        ],
        AUTH_USER_MODEL="accounts.User",
        DEFAULT_AUTO_FIELD="django.db.models.BigAutoField",
        MIGRATION_MODULES={"accounts": "accounts_migrations"},
        USE_TZ=True,
        DATABASES={
            "default": {
                "ENGINE": "django.db.backends.postgresql",
                "NAME": unquote(parts.path[1:]),
                "USER": parts.username,
                "PASSWORD": parts.password,
                "HOST": parts.hostname,
                "PORT": parts.port,
            }
        },
    )
    django.setup()


def main(command: str, *arguments: str) -> None:
    configure(arguments[0] if command == "migrate" else "postgres://nobody@127.0.0.1:1/none")
    from django.contrib.auth.hashers import PBKDF2PasswordHasher, check_password, make_password
    from django.core.management import call_command

    if command == "migrate":
        # The migration is made on the spot, outside the sources.
        with tempfile.TemporaryDirectory() as folder:
            package = Path(folder, "accounts_migrations")
            package.mkdir()
            package.joinpath("__init__.py").touch()
            sys.path.insert(0, folder)
            call_command("makemigrations", "accounts", verbosity=0)
            call_command("migrate", verbosity=0)
    elif command == "check":
        print("true" if check_password(arguments[0], arguments[1]) else "false")
    elif command == "hash":
        print(make_password(arguments[0]))
    elif command == "iterations":
        print(PBKDF2PasswordHasher.iterations)


main(*sys.argv[1:])
