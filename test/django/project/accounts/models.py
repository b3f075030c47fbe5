"""What a Django project would write: AbstractUser with a role, and a model with every type that a document can ask for."""

import uuid

from django.contrib.auth.models import AbstractUser
from django.contrib.postgres.fields import ArrayField
from django.db import models


class User(AbstractUser):
    role = models.CharField(max_length=255, null=True)


class Everything(models.Model):
    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    code = models.CharField(max_length=20, unique=True)
    a_rather_long_name_that_will_not_fit_into_an_index_name = models.TextField(unique=True)
    small = models.IntegerField()
    large = models.BigIntegerField(unique=True)
    price = models.FloatField(null=True)
    open = models.BooleanField(default=True)
    day = models.DateField()
    at = models.DateTimeField(null=True)
    reference = models.UUIDField(unique=True)
    tags = ArrayField(models.TextField())
    extra = models.JSONField()
    owner = models.ForeignKey(User, on_delete=models.CASCADE)


class Named(models.Model):
    name = models.CharField(max_length=30, primary_key=True)
