"""The workbench: the private web application where a recorder spends the day, put together by `app.make_app`."""
