"""Questions as files: Moodle's GIFT and Excel, read into rows and faults by place. Pure: no database."""
