"""From source columns to destination fields: what is read, what Python computes on the way, and the SQL of the rest."""

from census_desktop.engine.mapping.derived import read_dataset as read_dataset
from census_desktop.engine.mapping.derived import source_columns as source_columns
from census_desktop.engine.mapping.fields import FieldMap as FieldMap
