"""What people see and touch: components, frames, CSS, JS behaviours."""
