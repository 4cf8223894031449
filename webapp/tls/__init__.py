"""The names of a machine → an authority of the office's own and a certificate that phones can be told to trust."""
