"""The pages of the window: before there is a document, and in the middle of one."""
