"""Between two computers: requests for review and verdicts as sealed letters, by stick or shared folder."""
