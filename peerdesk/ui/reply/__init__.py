"""The head's answer on the screen: typed from paper, read from a sheet that came back, or given by her own hand."""
