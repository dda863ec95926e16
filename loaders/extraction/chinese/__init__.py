"""The reader of Chinese: mentions become single signs, and frames are patterns over what stands between them."""
