"""Parts that screens are made of: words, pictures, slabs, the keyboard, the signature pad."""
