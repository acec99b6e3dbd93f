create function private.clock() returns timestamptz
language plpgsql stable set search_path = '' as $$
begin
  if coalesce(current_setting('fudian.now', true), '') <> ''
    and (select r.rolsuper from pg_catalog.pg_roles r where r.rolname = session_user)
  then
    return current_setting('fudian.now')::timestamptz;
  end if;
  return now();
end
$$;

comment on function private.clock() is
  'The time for every rule: expiry, validity, created_at. It is now(), except that a session whose session_user is a superuser (tests, seeds; never an API caller) may set fudian.now.';

grant execute on function private.clock() to authenticated, service_role;
