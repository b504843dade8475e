ARRAY[i, j]
ARRAY[s, s2]
ARRAY[1, 2, 3]
ARRAY[ROW(i, s)]
MAP['a', i, 'b', j]
MAP[s, s2]
ROW(i, s)
ROW(i, ROW(j, s2))
a[1]
a[j]
a[3]
m['a']
m['zz']
m[s2]
r.x
r.y
CARDINALITY(a)
CARDINALITY(m)
CARDINALITY(ARRAY[i])
ELEMENT(ARRAY[i])
ARRAY[i, j][2]
a = a
ARRAY_CONTAINS(a, 3)
ARRAY_CONTAINS(a, j)
MAP_KEYS(m)
MAP_VALUES(m)
! ELEMENT(a)
