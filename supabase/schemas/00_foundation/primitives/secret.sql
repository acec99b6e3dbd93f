create function private.secret(secret_name text) returns text
language plpgsql stable security definer set search_path = '' as $$
declare
  found text;
begin
  if to_regclass('vault.decrypted_secrets') is not null then
    execute 'select decrypted_secret from vault.decrypted_secrets where name = $1' into found using secret_name;
  end if;
  if found is null then
    select s.value into found from private.secrets s where s.name = secret_name;
  end if;
  if found is null then
    raise exception 'There is no secret named %', secret_name using hint = 'Add it to Vault, or to private.secrets.';
  end if;
  return found;
end
$$;

comment on function private.secret(text) is
  'A secret by its name: from Vault where it is kept there, else from private.secrets. For functions of the database only; an unknown name is an error.';
