"""The screens of a base, under its address. Their first segments stand in `bases.reserved`."""

urlpatterns = []
