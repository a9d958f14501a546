import { openAsSuperuser } from "./open-as-superuser";
import type { Stack } from "./stack";

/** Makes a signed-up user another administrator of somebody's account, under this name, and moves their session there. */
export async function joinAccount(
  stack: Stack,
  { email, name, ofEmail }: Record<"email" | "name" | "ofEmail", string>,
) {
  const sql = openAsSuperuser(stack);
  try {
    await sql`
      with host as (
        select members.account_id from members join users on users.id = members.user_id where users.email = ${ofEmail}
      ), guest as (
        update users set name = ${name} where email = ${email} returning id
      )
      insert into members (account_id, user_id, role) select host.account_id, guest.id, 'admin' from host, guest`;
    await sql`
      update sessions set account_id = (
        select members.account_id from members join users on users.id = members.user_id where users.email = ${ofEmail}
      ) where user_id = (select id from users where email = ${email})`;
  } finally {
    await sql.end();
  }
}
