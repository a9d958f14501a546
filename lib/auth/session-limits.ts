/**
 * How long a sign-in lasts. The product is open all day on the customer's own machines and shows masked data first, so the
 * limits are longer than for a bank: away for half a day, or a week in all, and the password is asked again.
 */
export const SESSION_IDLE_HOURS = 12;
export const SESSION_DAYS = 7;
