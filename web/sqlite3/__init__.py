"""SQLite, as Django has it, that notices when its file is gone."""
