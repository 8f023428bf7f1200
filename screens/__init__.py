"""What people see: the only room that imports Kivy."""
