"""A process of its own for a stranger's file: started, limited, heard, killed."""
