"""What every hosted platform needs: lanes, answers that arrive, one web server, one process."""
