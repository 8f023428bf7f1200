"""What a visit is and what happens in it. No Kivy and no driver in here."""
