"""The tables of the book of events. Their DDL is in the migration: partitions and triggers."""

from django.db import models


class Event(models.Model):
    """One line of the book; written by `ledger.book` alone and never changed.

    `subject` is what the event is about, such as `case:123`; `seq` counts from 1 within a subject.
    `year` is the year of `at` in Vietnam and chooses the partition. `data` holds ids and salted
    hashes, never a name, a contact or a text. `hash` covers all columns but `xid`, and `prev`.
    """

    pk = models.CompositePrimaryKey("year", "subject", "seq")
    year = models.SmallIntegerField()
    subject = models.TextField(db_collation="C")
    seq = models.IntegerField()
    at = models.DateTimeField()
    kind = models.TextField()
    actor_id = models.BigIntegerField(null=True)
    capacity = models.TextField(default="")
    agency_id = models.BigIntegerField(null=True)
    on_behalf_of = models.BigIntegerField(null=True)
    data = models.JSONField(default=dict)
    prev = models.BinaryField()
    hash = models.BinaryField()

    class Meta:
        managed = False
        db_table = "ledger_event"

    def __str__(self) -> str:
        return f"{self.subject} #{self.seq} {self.kind}"


class Head(models.Model):
    """Where the chain of one subject ends; the only row that its writers lock."""

    subject = models.TextField(primary_key=True, db_collation="C")
    seq = models.IntegerField()
    year = models.SmallIntegerField()
    prev = models.BinaryField()
    hash = models.BinaryField()

    class Meta:
        managed = False
        db_table = "ledger_head"

    def __str__(self) -> str:
        return f"{self.subject} #{self.seq}"


class Seal(models.Model):
    """One signed seal over all chains that grew since the seal before.

    `upto_xid` and `cluster` say from where the next seal must look: each transaction below
    `upto_xid` of that database cluster had ended when this seal was made.
    """

    id = models.IntegerField(primary_key=True)
    at = models.DateTimeField()
    events = models.BigIntegerField()
    leaves = models.BigIntegerField()
    root = models.BinaryField()
    prev = models.BinaryField()
    upto_xid = models.BigIntegerField()
    cluster = models.TextField()
    signature = models.BinaryField()

    class Meta:
        managed = False
        db_table = "ledger_seal"

    def __str__(self) -> str:
        return f"seal {self.id}"


class Leaf(models.Model):
    """How far one chain had come, and its hash there, under one seal."""

    pk = models.CompositePrimaryKey("subject", "upto_seq")
    subject = models.TextField(db_collation="C")
    upto_seq = models.IntegerField()
    head_hash = models.BinaryField()
    seal_id = models.IntegerField()

    class Meta:
        managed = False
        db_table = "ledger_leaf"

    def __str__(self) -> str:
        return f"{self.subject} to #{self.upto_seq}"
