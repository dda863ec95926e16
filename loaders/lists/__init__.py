"""Lists of sanctions and export control: entries become listings."""
