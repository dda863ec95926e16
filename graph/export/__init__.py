"""Exports of the graph: one small writer per format over one stream of elements.

The stream is made from the archive (graph.stream), not read from a store: it needs no engine, its memory does not grow
with the graph, its digest is the graph's, and with some sources alone it holds nothing that only others say. The
neighbourhood of a few things is asked of the store, which has indexes for that (graph.export.near).

    extract.py    the stream, sorted, to be read as often as a format needs
    target.py     files and folders that are written whole or not at all
    sources.py    whose data it is, and what licences forbid (licences.yml); about.py writes it
    formats.py    the table of formats
"""
