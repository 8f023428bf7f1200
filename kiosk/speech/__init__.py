"""From a message to words, from words to a voice, from a voice to the loudspeaker."""
