/** What people call a phone, an e-mail and a name among their chat's variables, the usual first. */
export const PHONE_NAMES: readonly string[] = [
  "phone",
  "phone_number",
  "phonenumber",
  "tel",
  "telephone",
  "mobile",
  "телефон",
  "номер телефону",
  "телефон клієнта",
  "номер",
  "тел",
];
export const EMAIL_NAMES: readonly string[] = [
  "email",
  "e-mail",
  "e_mail",
  "mail",
  "пошта",
  "електронна пошта",
  "емейл",
  "імейл",
];
export const NAME_NAMES: readonly string[] = ["name", "full_name", "fullname", "ім'я", "ім’я", "імʼя", "піб"];
