create function private.clock_of_tests() returns timestamptz
language plpgsql stable set search_path = '' as $$
begin
  if (select r.rolsuper from pg_catalog.pg_roles r where r.rolname = session_user) then
    return current_setting('fudian.now')::timestamptz;
  end if;
  return now();
end
$$;

comment on function private.clock_of_tests() is
  'The rarer half of private.clock(): fudian.now is set, and counts if the session_user is a superuser.';

-- A body that is bound when the function is made needs no search_path, and without one it melts into the query: every rule asks for the time.
create function private.clock() returns timestamptz
language sql stable parallel safe
return case when coalesce(current_setting('fudian.now', true), '') = '' then now() else private.clock_of_tests() end;

comment on function private.clock() is
  'The time for every rule: expiry, validity, created_at. It is now(), except that a session whose session_user is a superuser (tests, seeds; never an API caller) may set fudian.now.';

grant execute on function private.clock() to authenticated, service_role;
grant execute on function private.clock_of_tests() to authenticated, service_role;
