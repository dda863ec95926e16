"""The Streamlit dashboard: what is loaded, supply paths with their proof, canned queries and documents."""
