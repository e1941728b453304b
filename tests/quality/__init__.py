"""The long judges of ``make quality``: browser, Lighthouse, HTML, links, feeds, weights. One table, one exit code."""
