CONCAT(s, s2)
CONCAT(s, '-', s2, '!')
s || s2
s || 'x' || c
CONCAT_WS('-', s, s2, c)
CONCAT_WS(s2, s, c)
SUBSTRING(s, 2)
SUBSTRING(s, 2, 3)
SUBSTRING(s, 0)
SUBSTRING(s, -3)
SUBSTRING(s, -3, 2)
SUBSTRING(s, j)
SUBSTRING(s, j, j)
SUBSTRING(s, 1, -1)
SUBSTR(s, 2, 3)
SUBSTRING(s FROM 2 FOR 2)
CHAR_LENGTH(s)
CHARACTER_LENGTH(s2)
UPPER(s)
LOWER(s)
UPPER(s2)
LOWER(s2)
TRIM(s)
TRIM(CONCAT('  ', s, '  '))
TRIM(LEADING 'a' FROM s)
TRIM(TRAILING 'e' FROM s)
TRIM(BOTH 'ab' FROM s)
TRIM(BOTH s2 FROM s)
LTRIM(CONCAT('  ', s, ' '))
RTRIM(CONCAT('  ', s, ' '))
LTRIM(s, 'ab')
RTRIM(s, 'an')
BTRIM(CONCAT('  ', s, ' '))
BTRIM(s, 'ae')
REPLACE(s, 'a', 'XY')
REPLACE(s, 'an', '')
REPLACE(s, '', '-')
REPLACE(s, s2, 'q')
POSITION('a' IN s)
POSITION('an' IN s)
POSITION('' IN s)
POSITION('ć' IN s)
LOCATE('a', s)
LOCATE('a', s, 3)
LOCATE('a', s, j)
INSTR(s, 'a')
INSTR(s, 'an')
INSTR(s, 'a', 3)
INSTR(s, 'a', -1)
INSTR(s, 'a', 1, 2)
INSTR(s, 'a', -1, 2)
LEFT(s, 3)
LEFT(s, j)
RIGHT(s, 3)
RIGHT(s, j)
LPAD(s, 8, '*')
LPAD(s, 8, 'xyz')
LPAD(s, 3, 'xyz')
LPAD(s, -1, 'x')
LPAD(s, 8, '')
LPAD(s, 9, s2)
RPAD(s, 8, '*')
RPAD(s, 8, 'xyz')
RPAD(s, 3, 'xyz')
RPAD(s, j, 'xyz')
REPEAT(s, 2)
REPEAT(s, j)
REVERSE(s)
INITCAP(s)
INITCAP(CONCAT(s, ' wORLD 9ab', s2))
OVERLAY(s PLACING 'xy' FROM 2)
OVERLAY(s PLACING 'xy' FROM 2 FOR 4)
OVERLAY(s PLACING 'xy' FROM 2 FOR 0)
OVERLAY(s PLACING s2 FROM j)
OVERLAY(s PLACING s2 FROM j FOR j)
SPLIT_INDEX(s, 'a', 1)
SPLIT_INDEX(s, 'an', 1)
SPLIT_INDEX(s, 97, 2)
SPLIT_INDEX(s, 'a', j)
SPLIT_INDEX(s, '', 0)
SPLIT_INDEX(s, ' ', 1)
REGEXP_EXTRACT(s, '([a-z])p', 1)
REGEXP_EXTRACT(s, '([a-z])p')
REGEXP_EXTRACT(s, '(a)(n)', j)
REGEXP_EXTRACT(s, s2, 0)
REGEXP_REPLACE(s, 'a.', '$0')
REGEXP_REPLACE(s, '[aeiou]', '_')
REGEXP_REPLACE(s, '(', 'x')
REGEXP(s, '^a')
REGEXP(s, '')
REGEXP(s, s2)
s SIMILAR TO '(a|b)%'
s NOT SIMILAR TO '_pple'
s SIMILAR TO 'ap{2}le'
ASCII(s)
CHR(j)
CHR(i)
CHR(l)
CHR(65 + j)
MD5(s)
SHA1(s)
SHA224(s)
SHA256(s)
SHA384(s)
SHA512(s)
SHA2(s, 256)
SHA2(s, 224)
TO_BASE64(s)
FROM_BASE64(TO_BASE64(s))
STARTSWITH(s, 'a')
STARTSWITH(s, s2)
STARTSWITH(s, '')
ENDSWITH(s, 'e')
ENDSWITH(s, s2)
s LIKE 'a%'
s LIKE '%a'
s LIKE '%an%'
s LIKE 'apple'
s LIKE 'a%e'
s LIKE '_pple'
s LIKE 'b_n%a'
s LIKE '%'
s LIKE ''
s LIKE '%%a%%'
s LIKE '\%%' ESCAPE '\'
s LIKE '!%!_x_' ESCAPE '!'
s LIKE '%\\%'
s LIKE s2
s NOT LIKE 'a%'
s NOT LIKE s2
s LIKE '%_%_%_%_%_%'
s LIKE '%ć _ S%'
s LIKE '____'
s2 LIKE 'A%'
s LIKE '!_!_' ESCAPE '!'
s LIKE 'a%p%e'
s LIKE '%n%n%a'
c || 'x'
CHAR_LENGTH(c)
