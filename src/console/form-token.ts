/** The name of the form token's field in every form. */
export const FORM_TOKEN = "form_token";
