"""Parts of a campaign that other pages show."""
