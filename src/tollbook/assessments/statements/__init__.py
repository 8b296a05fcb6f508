"""Statements of accused parties: sentences proposed as positions, and the incidents that they speak of."""
