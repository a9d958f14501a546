/** Access to one CRM account that ends by itself and is kept going. */
export interface AccessTokens {
  /**
   * A token that is good for now; renewed first when it is near its end, or is the one that the CRM refused. Renewed by one
   * process at a time. Throws `CrmError` of kind `hold` when the customer has to connect again.
   */
  get(from?: { refused: string }): Promise<string>;
}
