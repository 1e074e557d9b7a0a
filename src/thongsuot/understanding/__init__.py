"""Understanding (hiểu văn bản): a bank of questions, checks drawn from it, and what the answers say of the texts."""
