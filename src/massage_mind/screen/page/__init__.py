"""The one room that sets text outside the live view: what a page is made of, how it lies in so many columns, how it is printed."""
