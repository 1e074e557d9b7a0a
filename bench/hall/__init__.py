"""What the bench `conference` stands on: a made country of halls, a cheap load generator, people who watch boards."""
