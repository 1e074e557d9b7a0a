"""What a text cites and does to others: kept as read, and led to the document where one fits."""
